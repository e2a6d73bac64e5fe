package org.realtimeupdates.adapter.json;

/** JSON text that breaks a rule of the protocol. The message names the rule and the field, nothing of the content. */
public final class BrokenRuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Text that breaks a rule.
     *
     * @param rule the rule and the field, for people
     */
    public BrokenRuleException(String rule) {
        super(rule, null, false, false);
    }

    /** The rule and the field. */
    public String rule() {
        return String.valueOf(getMessage());
    }
}
