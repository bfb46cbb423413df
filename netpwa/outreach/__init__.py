"""Asking for a conversation: be ready, write the request, wait well."""
