package io.github.catamail.testing.probe;

import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;

/** A store without folders. */
public final class OwnStore extends Store {
    /** Called by Jakarta Mail. */
    public OwnStore(Session session, URLName name) {
        super(session, name);
    }

    @Override
    protected boolean protocolConnect(String host, int port, String user, String password) {
        return true;
    }

    @Override
    public Folder getDefaultFolder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Folder getFolder(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Folder getFolder(URLName url) {
        throw new UnsupportedOperationException();
    }
}
