package io.github.catamail.doctor.tree;

import org.jspecify.annotations.Nullable;

/**
 * The {@code <Loader>} of an application.
 *
 * @param className the class of the loader itself; null for Tomcat's own
 * @param loaderClass the class of its class loader; null for Tomcat's own
 * @param delegates whether the server's classes go first
 * @param place where it begins
 */
public record DeclaredLoader(
        @Nullable String className, @Nullable String loaderClass, boolean delegates, Place place) {
    static DeclaredLoader of(Element element) {
        return new DeclaredLoader(
                element.attribute("className"),
                element.attribute("loaderClass"),
                element.flag("delegate", false),
                element.place());
    }
}
