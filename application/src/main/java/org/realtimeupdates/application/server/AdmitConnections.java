package org.realtimeupdates.application.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may connect, and as which device [RTU-50] to [RTU-53]. Default deny. */
final class AdmitConnections {

    private static final Logger log = LoggerFactory.getLogger(AdmitConnections.class);

    private static final String BEARER = "bearer ";
    private static final String BEARER_SUBPROTOCOL = "realtime-updates.bearer.";

    private final Authenticator authenticator;
    private final Set<String> allowedOrigins;

    AdmitConnections(Authenticator authenticator, Set<String> allowedOrigins) {
        this.authenticator = authenticator;
        this.allowedOrigins = allowedOrigins;
    }

    Admission admit(Handshake handshake) {
        if (!handshake.path().equals(RealtimeServer.PATH)) {
            return new Admission.Refused(404, "not found");
        }
        Set<String> deviceIds = new TreeSet<>();
        handshake.deviceId().ifPresent(deviceIds::add);
        for (String parameter : handshake.query().split("&", -1)) {
            Optional<String> device = deviceParameter(parameter);
            if (device.isPresent()) {
                deviceIds.add(device.get());
            } else if (!parameter.isEmpty()) {
                return badRequest("no query parameter but device is allowed");
            }
        }
        if (deviceIds.size() != 1) {
            return badRequest(deviceIds.isEmpty() ? "a device id is missing" : "two different device ids");
        }
        String deviceId = deviceIds.iterator().next();
        if (!Device.isValidId(deviceId)) {
            return badRequest("a device id has 1 to 64 characters of A-Za-z0-9._-");
        }
        if (handshake.origin().isPresent()
                && !allowedOrigins.contains(handshake.origin().get())) {
            return new Admission.Refused(403, "origin not allowed");
        }
        return authenticate(handshake, deviceId);
    }

    private Admission authenticate(Handshake handshake, String deviceId) {
        Set<String> tokens = new TreeSet<>(bearerSubprotocols(handshake.subprotocols()));
        handshake.authorization().flatMap(AdmitConnections::bearerToken).ifPresent(tokens::add);
        if (tokens.size() > 1) {
            return badRequest("two different tokens");
        }
        if (tokens.isEmpty()) {
            return new Admission.Refused(401, "a bearer token is missing");
        }
        try {
            Optional<Identity> found =
                    authenticator.authenticate(tokens.iterator().next());
            if (found.isEmpty()) {
                return new Admission.Refused(401, "token not accepted");
            }
            Identity identity = found.get();
            Device device = new Device(identity.user(), deviceId);
            return new Admission.Accepted(device, negotiated(handshake.subprotocols()), 0, identity.validFor());
        } catch (Exception e) {
            // Without what it says, which may quote a token.
            log.error("The authenticator failed: {}", e.getClass().getName());
            return new Admission.Refused(503, "authentication is not available");
        }
    }

    private static Admission.Refused badRequest(String reason) {
        return new Admission.Refused(400, reason);
    }

    private static Optional<String> deviceParameter(String parameter) {
        if (!parameter.startsWith("device=")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(parameter.substring(7), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.of("?"); // no valid device id: refused as one
        }
    }

    private static Optional<String> bearerToken(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(BEARER.length()).strip()).filter(token -> !token.isEmpty());
    }

    /** The tokens that browsers send among the subprotocols, for want of a header [RTU-51]. */
    private static List<String> bearerSubprotocols(List<String> offers) {
        List<String> tokens = new ArrayList<>();
        for (String offer : offers) {
            if (offer.startsWith(BEARER_SUBPROTOCOL)) {
                try {
                    byte[] token = Base64.getUrlDecoder().decode(offer.substring(BEARER_SUBPROTOCOL.length()));
                    if (token.length > 0) {
                        tokens.add(new String(token, StandardCharsets.UTF_8));
                    }
                } catch (IllegalArgumentException e) {
                    log.debug("A bearer subprotocol is no base64url");
                }
            }
        }
        return tokens;
    }

    /** The first of the client's offers that is known here: it lists best first [RTU-7]. */
    private static Subprotocol negotiated(List<String> offers) {
        return offers.stream()
                .flatMap(offer -> Subprotocol.find(offer).stream())
                .findFirst()
                .orElse(Subprotocol.BARE);
    }
}
