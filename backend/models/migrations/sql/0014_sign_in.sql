-- Devices that were seen, and sign-ins by provider that take an earlier session's place.
ALTER TABLE seen_device ADD CONSTRAINT seen_device_mark_is_sha256 CHECK (length(mark) = 32);
CREATE UNIQUE INDEX seen_device_once ON seen_device (account_id, mark);
