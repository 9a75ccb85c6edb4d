"""Readings from figures that others have counted, from customers and from tickets."""
