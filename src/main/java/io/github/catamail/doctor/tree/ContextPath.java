package io.github.catamail.doctor.tree;

/**
 * The path under which an application is reached, from the name of its file, as Tomcat has it.
 *
 * @param path empty for the root application, else with a slash at the beginning
 * @param version what follows {@code ##}; empty for none
 */
record ContextPath(String path, String version) {
    /**
     * Reads the name of a directory, or of an archive or descriptor without its ending.
     *
     * @param base such as {@code shop}, {@code ROOT}, {@code a#b##2}
     */
    static ContextPath ofFile(String base) {
        int mark = base.indexOf("##");
        String name = mark < 0 ? base : base.substring(0, mark);
        String version = mark < 0 ? "" : base.substring(mark + 2);
        return new ContextPath(name.equals("ROOT") || name.isEmpty() ? "" : "/" + name.replace('#', '/'), version);
    }

    /** Returns the name of the directory that belongs to it. */
    String baseName() {
        String name = path.isEmpty() ? "ROOT" : path.substring(1).replace('/', '#');
        return version.isEmpty() ? name : name + "##" + version;
    }

    /** Returns it as people read it: that of the root application is {@code /}. */
    @Override
    public String toString() {
        String shown = path.isEmpty() ? "/" : path;
        return version.isEmpty() ? shown : shown + "##" + version;
    }
}
