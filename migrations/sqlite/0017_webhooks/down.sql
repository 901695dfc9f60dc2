drop table hook_reached;
drop table hook_attempts;
drop table hook_deliveries;
drop table hooks;
