package org.realtimeupdates.adapter.jetty.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Proxy;

/** Lets go of a request behind its handshake: Jetty keeps it as long as the session, and with it all that HTTP needed. */
final class BriefRequests implements Filter {

    private static final HttpServletRequest OVER = (HttpServletRequest) Proxy.newProxyInstance(
            BriefRequests.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
                throw new IllegalStateException("the handshake is over");
            });

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain container)
            throws IOException, ServletException {
        HttpServletRequestWrapper kept = new HttpServletRequestWrapper((HttpServletRequest) request);
        try {
            container.doFilter(kept, response);
        } finally {
            kept.setRequest(OVER);
        }
    }
}
