package org.realtimeupdates.adapter.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches what is read of a frame for the rules of [RTU-2] on duplicate keys, depth, length of numbers and lone
 * surrogates, and remembers the first that is broken.
 */
final class RuleWatch {

    private final JsonLexer lexer;
    private final OpenKeys keys = new OpenKeys();
    private int level;
    private @Nullable String brokenRule;
    private boolean lone;

    RuleWatch(JsonLexer lexer) {
        this.lexer = lexer;
    }

    /** Goes to the beginning of a text. */
    void restart(String text) {
        keys.restart(text);
        startFrame(0);
    }

    /** From here on depth is counted from that level, and no rule is broken yet. */
    void startFrame(int around) {
        level = around;
        brokenRule = null;
        lone = false;
    }

    /** As if only the object of the frame had been entered. */
    void restartFrame() {
        startFrame(1);
        keys.close(1);
        keys.open(1);
    }

    /** The first rule broken since the frame began; a lone surrogate is named after all others. */
    Optional<String> brokenRule() {
        if (brokenRule == null && lone) {
            return Optional.of("a lone surrogate");
        }
        return Optional.ofNullable(brokenRule);
    }

    /** Throws if a rule was broken since the frame began, other than by a lone surrogate. */
    void requireKept() {
        if (brokenRule != null) {
            throw new BrokenRuleException(brokenRule);
        }
    }

    /** An object or array was entered. */
    void opened() {
        level++;
        if (level <= JsonScanner.MAX_DEPTH) {
            keys.open(level);
        } else {
            broken("nesting is deeper than " + JsonScanner.MAX_DEPTH);
        }
    }

    /** The innermost object or array was left. */
    void closed() {
        if (level > 0 && level <= JsonScanner.MAX_DEPTH) {
            keys.close(level);
        }
        level--;
    }

    /** The string that the lexer read last is a key of the innermost object. */
    void key() {
        string();
        if (level <= JsonScanner.MAX_DEPTH
                && !keys.add(level, lexer.contentStart(), lexer.contentEnd(), lexer.isEscaped())) {
            broken("an object has the same key twice");
        }
    }

    /** The lexer has read a string. */
    void string() {
        lone |= lexer.isLone();
    }

    /** The lexer has read a number. */
    void number() {
        if (lexer.contentEnd() - lexer.contentStart() > JsonScanner.MAX_NUMBER_LENGTH) {
            broken("a number is longer than " + JsonScanner.MAX_NUMBER_LENGTH + " characters");
        }
    }

    private void broken(String rule) {
        if (brokenRule == null) {
            brokenRule = rule;
        }
    }
}
