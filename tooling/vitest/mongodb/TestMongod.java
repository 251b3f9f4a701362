import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes what a mongod takes of it: --port and --dbpath. Listens on loopback only. */
public class TestMongod {
    public static void main(String[] args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i], args[i + 1]);
        H2Backend backend = new H2Backend(Path.of(options.get("--dbpath"), "content.mv").toString());
        // The oldest version that the driver talks to; what we use of it the server can do.
        backend.version(new MongoVersion() {
            @Override
            public List<Integer> getVersionArray() {
                return List.of(4, 4, 0);
            }

            @Override
            public int getWireVersion() {
                return 9;
            }
        });
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", Integer.parseInt(options.get("--port")));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    }
}
