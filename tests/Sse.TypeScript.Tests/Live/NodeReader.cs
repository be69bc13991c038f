using System.Diagnostics;
using System.Text.Json;

namespace Sse.Tests.Live;

/// <summary>The TypeScript client in a process of its own, of node or Bun, which prints what it reads, a line of JSON each.</summary>
internal sealed class NodeReader : IAsyncDisposable
{
    private readonly Process _process;

    private NodeReader(Process process) => _process = process;

    public static async Task<NodeReader> StartAsync(NodeWorkspace node, string address, object options, string folder = "plain", string runtime = "node")
    {
        (await node.CompileAsync()).ShouldBeEmpty();
        string[] arguments = ["--expose-gc", "out/live.js", folder, address, JsonSerializer.Serialize(options)];
        var program = runtime is "node" ? Require.Program("node", "nodejs") : Path.Combine(node.Folder, "node_modules/.bin", runtime);
        return new NodeReader(Process.Start(Command.StartInfo(node.Folder, program, arguments))!);
    }

    /// <summary>The next line.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"It has ended: {await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        return JsonDocument.Parse(line).RootElement;
    }

    /// <summary>The next line, which tells an event of a type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        var next = await NextAsync();
        next.GetProperty("type").GetString().ShouldBe(type, next.ToString());
        return next;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        return default;
    }
}
