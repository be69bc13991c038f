using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sse.Tests.Differential;
using Sse.Tests.Harness;
using Sse.Tests.Reading;

namespace Sse.Tests.Payloads;

/// <summary>What teams send in their first week: accepted, the recorded bytes, System.Text.Json's bytes, and read back as it reads them.</summary>
public class PayloadTests
{
    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly JsonSerializerOptions SnakeRelaxed = new(Snake) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions SnakeWithoutNulls = new(Snake) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly JsonSerializerOptions KebabEnums = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    [Fact]
    public void Chat_messages_with_content_of_several_types() => IsRight(ChatMessage.Sample, SnakeRelaxed);

    [Fact]
    public void Token_deltas_of_a_language_model() => IsRight(TokenDelta.Sample, SnakeWithoutNulls);

    [Fact]
    public void Slack_blocks() => IsRight(SlackMessage.Sample, SnakeWithoutNulls);

    [Fact]
    public void Json_patch() => IsRight(DocumentPatched.Sample);

    [Fact]
    public void An_audit_with_elements_and_objects() => IsRight(Audited.Sample);

    [Fact]
    public void Geo_json() => IsRight(FeatureMoved.Sample);

    [Fact]
    public void Cloud_events_with_extensions() => IsRight(CloudEvent.Sample);

    [Fact]
    public void Stripe_events() => IsRight(StripeEvent.Sample, Snake);

    [Fact]
    public void A_tree() => IsRight(TreeChanged.Sample);

    [Fact]
    public void Instants_of_another_library_by_a_converter() => IsRight(Scheduled.Sample);

    [Fact]
    public void Price_ticks() => IsRight(PriceTick.Sample);

    [Fact]
    public void The_progress_of_a_job() => IsRight(JobProgress.Sample);

    [Fact]
    public void Orders_with_lines_and_typed_ids() => IsRight(OrderPlaced.Sample);

    [Fact]
    public void Metrics_of_a_dashboard() => IsWritten(MetricsTaken.Sample, JsonSerializerOptions.Web);

    [Fact]
    public void Notifications_with_enums_by_policy() => IsRight(Notified.Sample, KebabEnums);

    private static void IsRight<T>(T sample, JsonSerializerOptions? options = null)
        where T : ISseEvent<T>, ISseReadable<T>
    {
        var json = IsWritten(sample, options ?? JsonSerializerOptions.Web);
        Description.Of(SseData.Read<T>(Encoding.UTF8.GetBytes(json))).ShouldBe(Description.Of(JsonSerializer.Deserialize<T>(json, options ?? JsonSerializerOptions.Web)));
    }

    private static string IsWritten<T>(T sample, JsonSerializerOptions options)
        where T : ISseEvent<T>
    {
        var frame = Frames.Write(sample);
        frame.ShouldBe(Recording(typeof(T).Name, frame));
        var json = Frames.Json(sample);
        json.ShouldBe(JsonSerializer.Serialize(sample, options));
        return json;
    }

    // One file for each, as it goes over the wire. SNAPSHOT_UPDATE=1 records anew.
    private static string Recording(string name, string frame)
    {
        var path = Path.Combine(Paths.Project, "Payloads", "Recorded", name + ".txt");
        if (Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1") File.WriteAllText(path, frame);
        return File.ReadAllText(path);
    }
}
