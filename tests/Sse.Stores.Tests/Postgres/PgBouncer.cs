using System.Diagnostics;
using System.Globalization;

namespace Sse.Tests.Postgres;

/// <summary>A pooler in front of a server, which gives a connection to others after each transaction.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly int _port;

    private PgBouncer(string program, PostgresServer server)
    {
        _port = LocalPort.Free();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
        _folder.Write("pgbouncer.ini", string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {_port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {_folder["users.txt"]}
            pool_mode = transaction
            default_pool_size = 4
            """));
        _folder.Write("users.txt", "\"postgres\" \"\"\n");
        // It refuses to run as root.
        string[] user = Environment.UserName == "root" ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
        string[] command = [.. user, program, "-q", _folder["pgbouncer.ini"]];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false })!;
    }

    /// <summary>Starts one, and waits until it listens.</summary>
    public static async Task<PgBouncer> StartAsync(PostgresServer server)
    {
        var pooler = new PgBouncer(Require.Program("pgbouncer"), server);
        await Wait.Until(() => pooler._process.HasExited || LocalPort.Accepts(pooler._port));
        pooler._process.HasExited.ShouldBeFalse("pgbouncer does not start");
        return pooler;
    }

    /// <summary>How to connect to a database through it.</summary>
    public string Pooled(string connectionString) => new Npgsql.NpgsqlConnectionStringBuilder(connectionString) { Port = _port }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).Bounded();
        _process.Dispose();
        _folder.Dispose();
    }
}
