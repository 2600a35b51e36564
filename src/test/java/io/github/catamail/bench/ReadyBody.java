package io.github.catamail.bench;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A message that was built before; each copy has another number in its Message-ID. */
final class ReadyBody implements RawContender.Body {
    private final AtomicLong number = new AtomicLong();
    private final String run = UUID.randomUUID().toString();
    private final byte[] rest;

    ReadyBody(Target target) throws Exception {
        Session session = Session.getInstance(new Properties());
        MimeMessage message = Letter.build(session, target.addresses());
        message.removeHeader("Message-ID");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes, new String[] {"Message-ID"});
        this.rest = bytes.toByteArray();
    }

    @Override
    public byte[] next() {
        byte[] header = ("Message-ID: <" + number.incrementAndGet() + "." + run + "@example.com>\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[header.length + rest.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(rest, 0, all, header.length, rest.length);
        return all;
    }
}
