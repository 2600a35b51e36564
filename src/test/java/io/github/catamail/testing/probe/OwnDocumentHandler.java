package io.github.catamail.testing.probe;

import jakarta.activation.ActivationDataFlavor;
import jakarta.activation.DataContentHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The application's own handler of its own MIME types, which it names in its own mailcap files. */
public final class OwnDocumentHandler implements DataContentHandler {
    @Override
    public ActivationDataFlavor[] getTransferDataFlavors() {
        return new ActivationDataFlavor[0];
    }

    @Override
    public Object getTransferData(ActivationDataFlavor flavor, DataSource source) throws IOException {
        return getContent(source);
    }

    @Override
    public Object getContent(DataSource source) throws IOException {
        return new OwnDocument(new String(source.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void writeTo(Object object, String mimeType, OutputStream out) throws IOException {
        out.write(("<own>" + ((OwnDocument) object).text() + "</own>").getBytes(StandardCharsets.UTF_8));
    }
}
