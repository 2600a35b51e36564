package io.github.catamail.smtp;

import java.net.UnknownHostException;
import java.time.Duration;

/** The name service has not answered in time, so that the address of a host is not known. */
public final class LookupTimeoutException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private final String host;

    LookupTimeoutException(String host, Duration patience) {
        super(host + ": the name service did not answer within " + IoFailures.text(patience));
        this.host = host;
    }

    /** Returns the name that was looked up. */
    String host() {
        return host;
    }
}
