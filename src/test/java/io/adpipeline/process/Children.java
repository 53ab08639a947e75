package io.adpipeline.process;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Small programs for the tests to start. */
final class Children {

    private Children() {}

    /** Writes back its arguments, then every line that it is sent, until the line "end". */
    static final class Echo {

        public static void main(String[] arguments) throws InterruptedException {
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            PrintStream parent = ParentWatch.start(lines::add, () -> {});
            System.out.println("on standard output");
            System.err.println("on standard error");
            for (String argument : arguments) {
                parent.println("argument " + argument);
            }
            parent.println("ready");
            String line;
            do {
                line = lines.take();
                parent.println("echo " + line);
            } while (!line.equals("end"));
            System.exit(3);
        }
    }

    /** Says that it is ready, and nothing in its log. */
    static final class Silent {

        public static void main(String[] arguments) throws InterruptedException {
            ParentWatch.start(line -> {}, () -> {}).println("ready");
            new CountDownLatch(1).await();
        }
    }

    /** Says with which of the options it was started that its caller can choose. */
    static final class Options {

        public static void main(String[] arguments) {
            ParentWatch.start(line -> {}, () -> {})
                    .println(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                            .filter(option -> option.matches("-X.*|-Dodd.*"))
                            .toList());
        }
    }

    /** Neither reads its input nor ends when asked to terminate. */
    static final class Stubborn {

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            System.out.println("ready");
            never.await();
        }
    }

    /** Starts an Echo, tells its pid and waits to be killed. */
    static final class Parent {

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch started = new CountDownLatch(1);
            Path log = Path.of(arguments[0]);
            ChildJvm child = ChildJvm.start(new ChildJvm.Spec(
                    "grandchild",
                    Echo.class,
                    Optional.empty(),
                    List.of("-Xmx32m"),
                    List.of(),
                    log,
                    line -> started.countDown()));
            started.await();
            ParentWatch.start(line -> {}, () -> {}).println(child.pid());
            new CountDownLatch(1).await();
        }
    }
}
