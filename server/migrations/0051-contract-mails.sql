-- Mails are deliveries now. What still waited here goes with the table: whoever waits for a link asks for it again.
-- contract: unused since 0.1.0
drop table mails;
