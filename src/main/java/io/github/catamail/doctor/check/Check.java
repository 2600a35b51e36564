package io.github.catamail.doctor.check;

import io.github.catamail.doctor.tree.TomcatTree;

/** Looks at one side of a configuration. */
interface Check {
    /** Adds what is wrong. */
    void run(TomcatTree tree, Findings findings);
}
