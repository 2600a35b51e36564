package io.github.catamail.catalina;

import io.github.catamail.scan.ClassLocation;
import io.github.catamail.scan.ClassPathFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.catalina.WebResource;
import org.apache.catalina.WebResourceRoot;
import org.jspecify.annotations.Nullable;

/**
 * What a web application loads from: {@code WEB-INF/classes}, the jars in {@code WEB-INF/lib}, and those of its
 * {@code <Resources>}; unpacked or not. Tomcat has these files open anyway, and their indexes read.
 */
final class WebappFiles implements ClassPathFiles {
    private final WebResourceRoot root;

    WebappFiles(WebResourceRoot root) {
        this.root = root;
    }

    @Override
    public List<Entry> find(String path) {
        return Stream.of(root.getClassLoaderResources("/" + path))
                .filter(WebResource::isFile)
                .map(resource -> entry(resource, path))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Entry entry(WebResource resource, String path) {
        URL url = resource.getURL();
        return url == null ? null : new Found(ClassLocation.of(url, path), resource);
    }

    private record Found(ClassLocation location, WebResource resource) implements Entry {
        @Override
        public InputStream open() throws IOException {
            InputStream stream = resource.getInputStream();
            if (stream == null) {
                throw new FileNotFoundException(resource.getWebappPath());
            }
            return stream;
        }

        @Override
        public @Nullable Manifest manifest() {
            return resource.getManifest();
        }
    }
}
