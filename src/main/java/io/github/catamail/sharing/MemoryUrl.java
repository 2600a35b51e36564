package io.github.catamail.sharing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** A URL that looks like that of a file in a jar, and is answered from memory: opening a jar costs more than a mail does. */
final class MemoryUrl {
    private MemoryUrl() {}

    /** Returns a URL of the same text as {@code original}, behind which there is {@code content}. */
    static URL of(URL original, byte[] content) {
        try {
            return new URL(null, original.toExternalForm(), new Handler(content));
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(original.toExternalForm(), impossible);
        }
    }

    /** Reads what is behind a URL, and keeps no file open for it. */
    static byte[] read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static final class Handler extends URLStreamHandler {
        private final byte[] content;

        Handler(byte[] content) {
            this.content = content;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new Connection(url, content);
        }
    }

    private static final class Connection extends URLConnection {
        private final byte[] content;

        Connection(URL url, byte[] content) {
            super(url);
            this.content = content;
        }

        @Override
        public void connect() {
            connected = true;
        }

        @Override
        public InputStream getInputStream() {
            connect();
            return new ByteArrayInputStream(content);
        }

        @Override
        public long getContentLengthLong() {
            return content.length;
        }
    }
}
