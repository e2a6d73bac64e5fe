package org.realtimeupdates.adapter.jetty.server;

import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jakarta.websocket.Opening;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.HandshakeRules;
import org.realtimeupdates.adapter.websocket.server.HttpAnswer;
import org.realtimeupdates.adapter.websocket.server.RequestHead;
import org.realtimeupdates.application.server.Admission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of Jetty's WebSocket container: answers what is no handshake, asks for the decision on one away from the network
 * threads, and lets the container shake hands only with who was accepted.
 */
final class HandshakeHandler extends Handler.Wrapper {

    private static final Logger LOG = LoggerFactory.getLogger(HandshakeHandler.class);
    private static final int MAX_HEADERS = 64;

    /** Nothing of it can be said or guessed by a client. */
    private static final ThreadLocal<@Nullable Opening> UNDER_WAY = new ThreadLocal<>();

    private final Deciders deciders;

    HandshakeHandler(Deciders deciders, Handler container) {
        super(container);
        this.deciders = deciders;
    }

    /** The handshake that is under way on this thread; a refused one where there is none. */
    static Opening opening() {
        Opening opening = UNDER_WAY.get();
        return opening == null ? Opening.of(new Admission.Refused(403, "not admitted")) : opening;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        RequestHead asked = JettyHttp.head(request);
        Optional<HttpAnswer> refusal = request.getHeaders().size() > MAX_HEADERS
                ? Optional.of(new HttpAnswer(400, "malformed request"))
                : HandshakeRules.check(asked);
        refusal.or(() -> deciders.decide(
                        asked.handshake(), admission -> decided(request, response, callback, admission)))
                .ifPresent(answer -> JettyHttp.answer(answer, response, callback));
        return true;
    }

    private void decided(Request request, Response response, Callback callback, Admission admission) {
        GuardedEndPoint endPoint = (GuardedEndPoint)
                request.getConnectionMetaData().getConnection().getEndPoint();
        if (!endPoint.isOpen()) {
            // Nobody waits for the answer any more: it must not take the place of a connection that lives.
            callback.failed(new ClosedChannelException());
        } else if (admission instanceof Admission.Accepted accepted) {
            Request stripped = JettyHttp.stripped(request, accepted.subprotocol());
            shakeHands(stripped, response, callback, new Opening(accepted, endPoint::opened));
        } else {
            Admission.Refused refused = (Admission.Refused) admission;
            JettyHttp.answer(new HttpAnswer(refused.status(), refused.reason()), response, callback);
        }
    }

    private void shakeHands(Request request, Response response, Callback callback, Opening opening) {
        UNDER_WAY.set(opening);
        try {
            if (!super.handle(request, response, callback)) {
                JettyHttp.answer(new HttpAnswer(503, "internal error"), response, callback);
            }
        } catch (Exception e) {
            LOG.warn("A handshake failed: {}", e.getClass().getName());
            callback.failed(e);
        } finally {
            UNDER_WAY.remove();
        }
    }
}
