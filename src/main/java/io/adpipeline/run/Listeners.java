package io.adpipeline.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Several listeners as one. */
public final class Listeners {

    private Listeners() {}

    /**
     * A listener that passes each call on to all of several.
     *
     * @param type an interface whose methods return nothing
     * @param all called in this order; an exception of one ends the call
     */
    public static <L extends RunListener> L all(Class<L> type, List<? extends L> all) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    for (L each : all) {
                        try {
                            method.invoke(each, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                    return null;
                }));
    }
}
