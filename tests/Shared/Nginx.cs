using System.Diagnostics;

namespace Sse.Tests;

/// <summary>nginx as a plain reverse proxy, with nothing said about streams.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sse-nginx");
    private readonly Process _process;

    private Nginx(string program, Func<int, string> http)
    {
        Port = LocalPort.Free();
        File.WriteAllText(Path.Combine(_folder.FullName, "nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid {{_folder.FullName}}/pid;
            error_log {{_folder.FullName}}/error.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path {{_folder.FullName}}/body;
              proxy_temp_path {{_folder.FullName}}/proxy;
              fastcgi_temp_path {{_folder.FullName}}/fastcgi;
              uwsgi_temp_path {{_folder.FullName}}/uwsgi;
              scgi_temp_path {{_folder.FullName}}/scgi;
              {{http(Port)}}
            }
            """);
        _process = Process.Start(new ProcessStartInfo(program, ["-p", _folder.FullName, "-c", "nginx.conf", "-e", $"{_folder.FullName}/error.log"]) { UseShellExecute = false })!;
    }

    public int Port { get; }

    /// <summary>Starts one, and waits until it listens.</summary>
    /// <param name="upstream">The server's port.</param>
    /// <param name="isHttp11">Whether it speaks HTTP/1.1 to the server, which has to be asked for: its default is HTTP/1.0.</param>
    public static Task<Nginx> StartAsync(int upstream, bool isHttp11 = false) =>
        StartAsync([upstream], isHttp11 ? "proxy_http_version 1.1; proxy_set_header Connection \"\";" : "");

    /// <summary>Starts one in front of several servers that take turns.</summary>
    /// <param name="upstreams">Their ports.</param>
    /// <param name="settings">What is said besides.</param>
    public static Task<Nginx> StartAsync(int[] upstreams, string settings) => StartAsync(port => $$"""
        upstream servers { {{string.Concat(upstreams.Select(upstream => $"server 127.0.0.1:{upstream} max_fails=0; "))}} }
        server {
          listen 127.0.0.1:{{port}};
          location / { proxy_pass http://servers; {{settings}} }
        }
        """);

    /// <summary>Starts one with a configuration.</summary>
    /// <param name="http">What its <c>http</c> block says, for the port that it is to listen at.</param>
    public static async Task<Nginx> StartAsync(Func<int, string> http)
    {
        var nginx = new Nginx(Require.Program("nginx"), http);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!LocalPort.Accepts(nginx.Port))
        {
            nginx._process.HasExited.ShouldBeFalse("nginx does not start");
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        return nginx;
    }

    public Uri At(string path) => new($"http://127.0.0.1:{Port}{path}");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
