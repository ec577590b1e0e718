"""The browser screens: `make screens` plays them; `make test` leaves them out."""
