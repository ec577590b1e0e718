"""Peers on loopback that speak the providers' protocols, so that the real clients can be tested."""
