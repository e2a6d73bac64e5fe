package org.realtimeupdates.adapter.websocket;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;

/** Delivers messages as far as the window allows. */
final class WindowedDelivery implements MessageAssembly.Sink {

    private final ReceiveWindow window;
    private final FlowControl flowControl;
    private final Delivery delivery;
    private final Consumer<CloseReason> close;

    WindowedDelivery(ReceiveWindow window, FlowControl flowControl, Delivery delivery, Consumer<CloseReason> close) {
        this.window = window;
        this.flowControl = flowControl;
        this.delivery = delivery;
        this.close = close;
    }

    @Override
    public void message(String message, int size) {
        if (takeIn(size)) {
            Runnable consumed = consumed(size);
            delivery.tell(listener -> listener.received(message, consumed));
        }
    }

    @Override
    public void unreadable(MessageFault fault, String message, int size) {
        if (takeIn(size)) {
            Runnable consumed = consumed(size);
            delivery.tell(listener -> listener.unreadable(fault, message, consumed));
        }
    }

    @Override
    public void broken(CloseReason reason) {
        close.accept(reason);
    }

    private boolean takeIn(int size) {
        if (flowControl == FlowControl.PAUSE) {
            window.add(size);
            return true;
        }
        try {
            return window.awaitRoom(size);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // The message is lost, and no later one may be delivered without it.
            close.accept(new CloseReason(CloseReason.INTERNAL_ERROR, "interrupted"));
            return false;
        }
    }

    private Runnable consumed(int size) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                window.remove(size);
            }
        };
    }
}
