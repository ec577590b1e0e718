"""The desk: the web console in which counselors and coordinators read and answer."""
