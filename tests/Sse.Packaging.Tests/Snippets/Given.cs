// What the blocks of the documentation take for granted: an application that is being built, a hub that was injected, a
// database and services of the reader's own. Only read by SnippetCompiler.
global using System.Globalization;
global using System.Net;
global using System.Net.Sockets;
global using System.Numerics;
global using System.Runtime.CompilerServices;
global using System.Security.Claims;
global using System.Text;
global using System.Text.Json;
global using System.Text.Json.Serialization;
global using Microsoft.AspNetCore.Authentication;
global using Microsoft.AspNetCore.Authorization;
global using Microsoft.AspNetCore.Http.HttpResults;
global using Sse;
global using static Given;

public sealed class MyStore : ILogStore
{
    public StoreTraits Traits => new();
    public ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken) => default;
    public ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken) => default;
    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken) => default;
    public ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken) => default;
    public IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, CancellationToken cancellationToken) => null!;
    public ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken) => default;
    public ValueTask DisposeAsync() => default;
}

public static class Given
{
    public static WebApplicationBuilder builder = null!;
    public static WebApplication app = null!;
    public static ILogger log = null!;
    public static CancellationToken ct;

    public static MarketHub hub = null!;
    public static SseClient<MarketHub> client = null!;
    public static SseClient answers = null!;
    public static SseClientOptions options = null!;
    public static SsePosition saved;
    public static object value = null!;
    public static Func<SseStream, CancellationToken, Task> handler = null!;

    public static Db db = null!;
    public static Npgsql.NpgsqlDataSource dataSource = null!;
    public static NATS.Client.Core.INatsConnection connection = null!;
    public static Tokens tokens = null!;
    public static WebApplicationFactory factory = null!;
    public static string prompt = "", stored = "", tenant = "", key = "";

    public static void Show(params object[] values) { }
    public static void Render<T>(IEnumerable<T> rows, bool refreshing = false) { }
    public static Task Apply(object value, SsePosition position) => Task.CompletedTask;
    public static Task LoadAgain() => Task.CompletedTask;
    public static Task ReloadAsync(SseGap gap, CancellationToken ct) => Task.CompletedTask;
}

[SseEvent("price")]
public partial record PriceChanged([SseKey] string Symbol, decimal Price);

[SseEvent("halted")]
public partial record Halted(string Symbol);

[SseHub(typeof(PriceChanged), typeof(Halted))]
public sealed partial class MarketHub;

[SseEvent("timestamp")]
public partial record Timestamp(DateTimeOffset At);

[SseEvent("progress")]
public partial record Progress(int Percent);

[SseEvent("order")]
public partial record OrderChanged(int Id, string State);

[SseHub(typeof(OrderChanged))]
public sealed partial class OrderHub;

public sealed class Db
{
    public Table<PriceChanged> Prices = new();
    public Task<bool> Owns(ClaimsPrincipal user, int order) => Task.FromResult(true);
    public Task<bool> MayRead(ClaimsPrincipal user, string topic) => Task.FromResult(true);
    public Task Ban(string userId) => Task.CompletedTask;
}

public sealed class Table<T>
{
    public Task<List<T>> ToListAsync(CancellationToken ct) => Task.FromResult(new List<T>());
    public IAsyncEnumerable<T> AsAsyncEnumerable() => throw null!;
}

public sealed class Jobs
{
    public IAsyncEnumerable<Step> Follow(int id, string after, CancellationToken ct) => throw null!;
}

public sealed record Step(int Number, int Percent);

public sealed class Orders
{
    public Task<Order?> Find(int id) => Task.FromResult<Order?>(null);
}

public sealed class Order
{
    public IAsyncEnumerable<OrderChanged> Follow() => throw null!;
}

public sealed class Positions
{
    public SsePosition Load() => default;
    public void Save(SsePosition position) { }
}

public sealed class Tokens
{
    public Task<string> GetAsync(CancellationToken ct) => Task.FromResult("");
    public DateTimeOffset? EndOf(HttpContext http) => null;
}

public sealed record Page(List<PriceChanged> Prices, string Stream);

public sealed class TokenHandler : DelegatingHandler;

public sealed class WebApplicationFactory
{
    public HttpClient CreateClient() => new();
}

public sealed class TimeoutRejectedException : Exception;

public sealed class BrokenCircuitException : Exception;

public sealed record Weather(double Celsius);

public sealed class OrderIdConverter : JsonConverter<OrderId>
{
    public override OrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw null!;
    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) => throw null!;
}

public readonly record struct OrderId(Guid Value);

public sealed class GitHubPush
{
    public string? Ref { get; set; }
}

[SseEvent("deployed")]
public partial record Deployed(string Version);
