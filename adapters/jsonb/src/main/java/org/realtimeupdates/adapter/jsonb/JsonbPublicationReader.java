package org.realtimeupdates.adapter.jsonb;

import java.util.Optional;
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.adapter.json.InvalidJsonException;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.TextTable;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Recipient;

/**
 * Reads updates to be published from lines of JSON, as strictly as frames [RTU-2]:
 *
 * <pre>{@code
 * {"to":{"user":"octocat","device":"phone"},"account":"personal",
 *  "update":{"ref":"1","silent":false,"action":"new","payload":{"type":"message","entities":[{"id":"7"}]}}}
 * }</pre>
 *
 * <p>{@code device}, {@code ref} and {@code silent} may be left out; unknown fields are ignored. Thread-safe, does not
 * block.
 */
public final class JsonbPublicationReader {

    public JsonbPublicationReader() {}

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException for a line that breaks a rule; the message names the rule and the field, nothing
     *     of the content
     */
    public PublicationLine read(String line) {
        try {
            JsonScanner in = new JsonScanner(line);
            if (!in.nextObject()) {
                throw new BrokenRuleException("the line is not an object");
            }
            Fields fields = new Fields();
            fields.read(in);
            in.endWithRulesKept();
            return fields.publication();
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException("the line is not valid JSON", e);
        } catch (BrokenRuleException e) {
            throw new IllegalArgumentException(e.rule(), e);
        }
    }

    /** The known fields of a line, in whatever order. */
    private static final class Fields {

        private static final TextTable<String> KEYS = TextTable.ofNames("to", "account", "update");
        private static final TextTable<String> RECIPIENT_KEYS = TextTable.ofNames("user", "device");

        private final Field<Boolean> to = new Field<>("", "to", "an object");
        private final Field<String> user = new Field<>("to.", "user", "a string that is not blank");
        private final Field<String> device = new Field<>("to.", "device", "1 to 64 characters of A-Za-z0-9._-");
        private final Field<AccountType> account = new Field<>("", "account", "personal or business");
        private final Field<PayloadFields> update = new Field<>("", "update", "an object");
        private final PayloadFields content = new PayloadFields("update.");

        void read(JsonScanner in) {
            while (in.nextKey()) {
                switch (in.key(KEYS, "")) {
                    case "to" -> to.seen(in.nextObject() ? recipient(in) : null);
                    case "account" -> account.seen(in.nextOf(FrameFields.ACCOUNTS));
                    case "update" -> update.seen(in.nextObject() ? update(in) : null);
                    default -> in.skipValue();
                }
            }
        }

        private boolean recipient(JsonScanner in) {
            while (in.nextKey()) {
                switch (in.key(RECIPIENT_KEYS, "")) {
                    case "user" ->
                        user.seen(Optional.ofNullable(in.nextText())
                                .filter(text -> !text.isBlank())
                                .orElse(null));
                    case "device" ->
                        device.seen(Optional.ofNullable(in.nextText())
                                .filter(Device::isValidId)
                                .orElse(null));
                    default -> in.skipValue();
                }
            }
            return true;
        }

        private PayloadFields update(JsonScanner in) {
            content.read(in);
            return content;
        }

        PublicationLine publication() {
            to.required();
            Recipient recipient = new Recipient(user.required(), device.optional());
            AccountType toAccount = account.required();
            PayloadFields fields = update.required();
            return new PublicationLine(
                    recipient,
                    toAccount,
                    fields.ref.optional(),
                    fields.silent.optional().orElse(false),
                    fields.action.required(),
                    fields.entities.required());
        }
    }
}
