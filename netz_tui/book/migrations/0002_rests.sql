-- What a confirmation rests on stays, also where a program does not watch over foreign keys.

DROP TRIGGER conversation_replaced;
CREATE TRIGGER conversation_replaced BEFORE INSERT ON conversations
WHEN EXISTS (SELECT 1 FROM requests r
             WHERE r.conversation_id = NEW.id AND r.state = 'confirmed'
               AND (NEW.person_id = r.person_id
                    AND NEW.kind IN ('call', 'video', 'meeting') AND NEW.outcome = 'reached'
                    AND NEW.trust >= 3 AND NEW.chemistry >= 3 AND NEW.at <= r.decided_at) IS NOT TRUE)
    OR EXISTS (SELECT 1 FROM conversations c JOIN requests r ON r.conversation_id = c.id AND r.state = 'confirmed'
               WHERE c.source_key = NEW.source_key AND c.id IS NOT NEW.id) BEGIN
    SELECT raise(ABORT, 'rule: a confirmed request rests on this conversation');
END;

CREATE TRIGGER conversation_stays BEFORE DELETE ON conversations
WHEN EXISTS (SELECT 1 FROM requests r WHERE r.conversation_id = OLD.id AND r.state = 'confirmed') BEGIN
    SELECT raise(ABORT, 'rule: a confirmed request rests on this conversation');
END;
CREATE TRIGGER conversation_keeps_id BEFORE UPDATE OF id ON conversations
WHEN NEW.id <> OLD.id
    AND EXISTS (SELECT 1 FROM requests r WHERE r.conversation_id = OLD.id AND r.state = 'confirmed') BEGIN
    SELECT raise(ABORT, 'rule: a confirmed request rests on this conversation');
END;
CREATE TRIGGER ground_stays BEFORE DELETE ON grounds
WHEN EXISTS (SELECT 1 FROM requests r WHERE r.ground_id = OLD.id AND r.state = 'confirmed') BEGIN
    SELECT raise(ABORT, 'rule: a ground falls, it is never replaced');
END;
CREATE TRIGGER confirmed_request_moves BEFORE UPDATE OF person_id ON requests
WHEN NEW.state = 'confirmed' AND NEW.person_id <> OLD.person_id
    AND NOT (EXISTS (SELECT 1 FROM conversations c WHERE c.id = NEW.conversation_id AND c.person_id = NEW.person_id)
             AND EXISTS (SELECT 1 FROM grounds g WHERE g.id = NEW.ground_id AND g.person_id = NEW.person_id))
    AND NOT EXISTS (SELECT 1 FROM journal WHERE undone = 2) BEGIN
    SELECT raise(ABORT, 'rule: no request is confirmed without a personal contact before it');
END;
