package org.realtimeupdates.application.client;

import java.net.URI;
import java.util.Objects;
import org.realtimeupdates.application.port.identity.Credentials;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.domain.Device;

/**
 * Where an app connects to, and as whom.
 *
 * @param endpoint {@code ws://HOST[:PORT]/realtime} or {@code wss://…}
 * @param deviceId 1 to 64 characters of {@code A-Za-z0-9._-}; the same for ever on this installation of the app
 * @param credentials asked for a token for every connection
 */
public record ClientIdentity(URI endpoint, String deviceId, Credentials credentials) {

    public ClientIdentity {
        ConnectRequest.checkEndpoint(endpoint);
        if (!Device.isValidId(deviceId)) {
            throw new IllegalArgumentException("deviceId: 1 to 64 characters of A-Za-z0-9._- are allowed");
        }
        Objects.requireNonNull(credentials, "credentials");
    }
}
