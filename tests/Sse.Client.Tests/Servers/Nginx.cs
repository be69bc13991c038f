using System.Diagnostics;
using System.Net.Sockets;

namespace Sse.Tests.Servers;

/// <summary>nginx as a plain reverse proxy, with nothing said about streams.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sse-nginx");
    private readonly Process _process;

    private Nginx(string program, int upstream)
    {
        Port = TestServer.FreePort();
        File.WriteAllText(Path.Combine(_folder.FullName, "nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid {{_folder.FullName}}/pid;
            error_log {{_folder.FullName}}/error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path {{_folder.FullName}}/body;
              proxy_temp_path {{_folder.FullName}}/proxy;
              fastcgi_temp_path {{_folder.FullName}}/fastcgi;
              uwsgi_temp_path {{_folder.FullName}}/uwsgi;
              scgi_temp_path {{_folder.FullName}}/scgi;
              server {
                listen 127.0.0.1:{{Port}};
                location / { proxy_pass http://127.0.0.1:{{upstream}}; }
              }
            }
            """);
        _process = Process.Start(new ProcessStartInfo(program, ["-p", _folder.FullName, "-c", "nginx.conf", "-e", $"{_folder.FullName}/error.log"]) { UseShellExecute = false })!;
    }

    public int Port { get; }

    public static async Task<Nginx> StartAsync(int upstream)
    {
        var nginx = new Nginx(Require.Program("nginx"), upstream);
        await Bounded.Until(() => nginx.Accepts() || nginx._process.HasExited, "nginx listens");
        nginx._process.HasExited.ShouldBeFalse("nginx does not start");
        return nginx;
    }

    public Uri At(string path) => new($"http://127.0.0.1:{Port}{path}");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).Soon();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private bool Accepts()
    {
        try
        {
            using var probe = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
