package org.realtimeupdates.application.port.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Ref;

class NotificationTest {

    @Test
    void keepsItsContentOutOfLogs() {
        Notification notification = new Notification(
                AccountType.PERSONAL, new Ref("r"), Action.NEW, "group", List.of(new Group("g", "hush")));

        assertThat(notification).hasToString("Notification[r, new group]");
    }
}
