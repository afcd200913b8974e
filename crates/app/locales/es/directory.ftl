## Socios, personas, lugares, órganos.
