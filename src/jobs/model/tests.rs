//! The rules against thousands of unlucky days: workers die, machines go, clocks jump.
