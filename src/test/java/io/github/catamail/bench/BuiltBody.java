package io.github.catamail.bench;

import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Messages that Jakarta Mail builds, each anew. */
final class BuiltBody implements RawContender.Body {
    private static final int ENOUGH = 4096;

    private final Session session;
    private final List<String> recipients;

    BuiltBody(Session session, Target target) {
        this.session = session;
        this.recipients = target.addresses();
    }

    @Override
    public byte[] next() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ENOUGH);
        Letter.build(session, recipients).writeTo(bytes);
        return bytes.toByteArray();
    }
}
