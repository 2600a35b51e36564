package io.github.catamail.session;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A web application that has a resource for itself, by its class loader, which is not kept alive by this. */
public final class Owner {
    private final String name;
    private final WeakReference<ClassLoader> loader;
    private final int hash;

    /**
     * Makes one.
     *
     * @param name what it is called, such as {@code localhost/shop}
     * @param loader its class loader
     */
    public Owner(String name, ClassLoader loader) {
        this.name = name;
        this.loader = new WeakReference<>(loader);
        this.hash = System.identityHashCode(loader);
    }

    /** Returns what it is called, such as {@code localhost/shop}. */
    String name() {
        return name;
    }

    /** Returns whether the application is gone for good. */
    boolean isGone() {
        return loader.get() == null;
    }

    boolean is(ClassLoader other) {
        return loader.get() == other;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Owner owner && isSame(owner));
    }

    private boolean isSame(Owner other) {
        ClassLoader alive = loader.get();
        return alive != null && other.is(alive);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
