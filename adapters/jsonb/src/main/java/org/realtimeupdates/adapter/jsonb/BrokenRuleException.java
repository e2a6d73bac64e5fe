package org.realtimeupdates.adapter.jsonb;

/** JSON text that breaks a rule of the protocol. The message names the rule and the field, nothing of the content. */
final class BrokenRuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenRuleException(String rule) {
        super(rule, null, false, false);
    }

    /** The rule and the field. */
    String rule() {
        return String.valueOf(getMessage());
    }
}
