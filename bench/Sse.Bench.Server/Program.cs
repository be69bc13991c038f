using System.Text.Json;
using System.Text.Json.Serialization;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Sse;

// The server of the fan-out measurements: GET /sub subscribes, POST /pub publishes its body to everyone.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
// The application's choice, not a library's: --inline true lets Kestrel send on the thread that delivers.
if (builder.Configuration.GetValue<bool>("inline")) builder.WebHost.UseSockets(o => o.UnsafePreferInlineScheduling = true);
// What measuring costs: --listen true has OpenTelemetry aggregate every instrument, and collect once a second.
if (builder.Configuration.GetValue<bool>("listen")) builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Sse").AddReader(new PeriodicExportingMetricReader(new Discard(), 1_000)));
builder.Services.AddSse().AddHub<OrderHub>(o =>
{
    o.Retention.MaxEvents = 200_000;
    o.Retention.MaxBytes = 1L << 30;
});

var app = builder.Build();
var hub = app.Services.GetRequiredService<OrderHub>();
app.MapSse<OrderHub>("/sub");
RequestDelegate publish = async http =>
{
    hub.Publish((await JsonSerializer.DeserializeAsync(http.Request.Body, OrderJson.Default.Order, http.RequestAborted))!);
    http.Response.StatusCode = StatusCodes.Status202Accepted;
};
app.MapPost("/pub", publish);
await app.RunAsync();

[SseEvent("order")]
internal partial record Order(long T, long N, string Kind, double Price, string Pad);

[SseHub(typeof(Order), Topics = SseTopics.None)]
internal sealed partial class OrderHub;

internal sealed class Discard : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
