package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;
import java.io.IOException;

/** Speaks HTTP: the port is that of a web server. */
public final class GarbageGreeting extends MisbehavingServer {
    public GarbageGreeting() {
        super(usual().quirk(Quirk.acting(Stage.GREETING, GarbageGreeting::answerAsWebServer)));
    }

    private static void answerAsWebServer(Wire wire) throws IOException {
        wire.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        wire.close();
    }
}
