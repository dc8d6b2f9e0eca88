-- Whoever comes to a counter with their own card is found by what was registered in their name: as a proxy, or as an heir.
create index authority_proxy on authority (proxy_cccd);
create index heir_cccd on heir (cccd);
