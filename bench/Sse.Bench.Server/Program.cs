using System.Text.Json;
using System.Text.Json.Serialization;
using Sse;

// The server of the fan-out measurements: GET /sub subscribes, POST /pub publishes its body to everyone.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
// The application's choice, not a library's: --inline true lets Kestrel send on the thread that delivers.
if (builder.Configuration.GetValue<bool>("inline")) builder.WebHost.UseSockets(o => o.UnsafePreferInlineScheduling = true);
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

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
