package org.realtimeupdates.example;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.client.FollowUpCommands;
import org.realtimeupdates.application.client.UpdateContext;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;

/**
 * The documented example of how to test a specific action.
 *
 * <p>Mock the {@link Transaction} and what the action writes to; give the action an {@link UpdateContext} and its entities,
 * as the library would; verify that all it wrote went through that transaction. Whether it commits is the library's matter.
 */
class ExampleActionTest {

    private final Transaction transaction = mock();
    private final FollowUpCommands commands = mock();
    private final UnreadCounts counts = mock();
    private final CountUnreadMessages action = new CountUnreadMessages(counts);
    private final UpdateContext context =
            new UpdateContext(AccountType.PERSONAL, new Ref("r1"), Action.NEW, false, transaction, commands);

    @Test
    void everyMessageIsCountedInItsGroupInTheTransactionOfTheUpdate() throws Exception {
        action.apply(context, List.of(message("m1", "choir"), message("m2", "team")));

        InOrder inOrder = inOrder(counts);
        inOrder.verify(counts).increment(transaction, "choir");
        inOrder.verify(counts).increment(transaction, "team");
        inOrder.verifyNoMoreInteractions();
    }

    // Every field of a built-in entity but its id is optional.
    @Test
    void aMessageWithoutAGroupIsNotCounted() throws Exception {
        action.apply(context, List.of(message("m1", null)));

        verifyNoInteractions(counts);
    }

    // The library rolls back, tries the update again, and sets it aside after five tries.
    @Test
    void whatFailsIsTheLibrarysMatter() throws Exception {
        doThrow(new IllegalStateException("no such group")).when(counts).increment(transaction, "choir");

        assertThatIllegalStateException().isThrownBy(() -> action.apply(context, List.of(message("m1", "choir"))));
    }

    private static Message message(String id, @Nullable String group) {
        return new Message(id, group, "ann", "hello", null);
    }
}
