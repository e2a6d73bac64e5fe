package org.realtimeupdates.adapter.avaje;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is sure needs no second reading: here is what must not be sure. */
class WrittenTextTest {

    private static final EntityNames NAMES = new EntityNames("id", "name", "inner");

    private final WrittenText text = new WrittenText();

    @BeforeEach
    void restart() {
        text.restart();
    }

    /** Writes one entity with the id {@code 1}, and what else is written into its object. */
    private void writeEntity(Consumer<WrittenText> rest) {
        text.restart();
        text.begin('[', null);
        text.begin('{', NAMES);
        text.name(0);
        text.string("1");
        rest.accept(text);
        text.end('}');
        text.endEntity("1");
        text.end(']');
    }

    @Test
    @DisplayName("RTU-2: a text of names in order, each with a value or none, is sure")
    void sure() {
        writeEntity(in -> {
            in.name(1);
            in.dropName();
            in.name(2);
            in.begin('{', NAMES);
            in.name(0);
            in.number("7");
            in.end('}');
        });

        assertThat(text).hasToString("[{\"id\":\"1\",\"inner\":{\"id\":7}}]");
        assertThat(text.isSure()).isTrue();
    }

    @Test
    @DisplayName("RTU-2: a text is not sure that has a name again, unknown names, text as it is, or is no JSON")
    void unsure() {
        List<Consumer<WrittenText>> unsure = List.of(
                in -> {
                    in.name(0);
                    in.string("1");
                },
                in -> {
                    in.name("name");
                    in.string("n");
                },
                in -> {
                    in.name(1);
                    in.rawValue("{}");
                },
                in -> in.raw(","),
                in -> in.string("without a name"),
                in -> in.name(1),
                in -> {
                    in.name(1);
                    in.name(2);
                    in.string("n");
                },
                in -> {
                    in.name(1);
                    in.begin('[', null);
                    in.end('}');
                },
                in -> {
                    in.name(1);
                    in.begin('[', null);
                },
                in -> {
                    in.name(1);
                    in.number("1".repeat(33));
                },
                WrittenText::doubt);
        for (int i = 0; i < unsure.size(); i++) {
            writeEntity(unsure.get(i));

            assertThat(text.isSure()).as("%s: %s", i, text).isFalse();
        }
    }

    @Test
    @DisplayName("RTU-2: a text deeper than the 29 levels of a frame that are its own is not sure")
    void depth() {
        for (int level = 1; level <= 30; level++) {
            assertThat(text.isSure()).isTrue();
            text.begin('[', null);
        }
        assertThat(text.isSure()).isFalse();
    }

    @Test
    @DisplayName("RTU-10: an entity whose id is another, no string, or missing is not sure")
    void ids() {
        for (Consumer<WrittenText> id : List.<Consumer<WrittenText>>of(
                in -> in.string("2"), in -> in.number("1"), WrittenText::dropName, in -> {
                    in.begin('{', NAMES);
                    in.name(0);
                    in.string("1");
                    in.end('}');
                })) {
            text.restart();
            text.begin('[', null);
            text.begin('{', NAMES);
            text.name(0);
            id.accept(text);
            text.end('}');
            text.endEntity("1");

            assertThat(text.isSure()).isFalse();
        }
    }

    @Test
    @DisplayName("RTU-2: a class with two properties of one name has no names")
    void sameNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EntityNames("id", "id"));
    }
}
