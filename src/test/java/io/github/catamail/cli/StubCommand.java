package io.github.catamail.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command of the tests, which does what it is told. */
@Command(name = "stub", description = "Does what a test says.")
final class StubCommand extends Subcommand {
    private final Function<StubCommand, Callable<Integer>> work;

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    private StubCommand(Catamail catamail, Function<StubCommand, Callable<Integer>> work) {
        super(catamail);
        this.work = work;
    }

    /** What a stub does, and with what exit code it ends. */
    @FunctionalInterface
    interface Work {
        int run(StubCommand stub) throws Exception;
    }

    static Function<Catamail, Subcommand> doing(Work work) {
        return catamail -> new StubCommand(catamail, stub -> () -> work.run(stub));
    }

    SecretOptions secrets() {
        return secrets;
    }

    @Override
    public Integer call() throws Exception {
        return work.apply(this).call();
    }
}
