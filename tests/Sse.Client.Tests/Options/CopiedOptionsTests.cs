using System.Collections;
using System.Net;
using System.Reflection;

namespace Sse.Tests.Options;

/// <summary>A client works by the options as they were when it was made.</summary>
public class CopiedOptionsTests
{
    [Fact]
    public void Every_option_is_in_the_copy()
    {
        var original = new SseClientOptions();
        foreach (var property in Properties().Where(property => property.CanWrite)) property.SetValue(original, Another(property.PropertyType, property.GetValue(original)));
        original.Headers["X-A"] = "a";
        original.TemporaryStatuses.Add(HttpStatusCode.BadGateway);
        original.EndMarks.Add("[DONE]");
        original.LastEventTypes.Add("bye");
        var (defaults, copy) = (new SseClientOptions(), new SseClientOptions(original));

        foreach (var property in Properties())
        {
            Same(property.GetValue(original), property.GetValue(defaults)).ShouldBeFalse($"{property.Name}: the test has to set it");
            Same(property.GetValue(original), property.GetValue(copy)).ShouldBeTrue(property.Name);
        }
        copy.Headers.ShouldNotBeSameAs(original.Headers);
        copy.TemporaryStatuses.ShouldNotBeSameAs(original.TemporaryStatuses);
        copy.Headers["x-a"].ShouldBe("a", "names have no case");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_changed_later_changes_no_client(bool typed)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.Headers["X-A"] = "before";
        test.Options.TemporaryStatuses.Add(HttpStatusCode.ServiceUnavailable);
        using var one = new SseClient(server.Address, test.Options);
        using var hub = new SseClient<QuotesHub>(server.Address, test.Options);
        test.Options.Headers["X-A"] = "after\r\nX-Evil: 1";
        test.Options.Headers["X-B"] = "after";
        test.Options.TemporaryStatuses.Clear();
        test.Options.EndMarks.Add("{\"symbol\":\"A\"}");
        test.Options.Reconnect = SseReconnect.Never;
        test.Options.Method = HttpMethod.Post;
        test.Options.MaxEventBytes = 0;
        test.Options.ConfigureRequest = (_, _) => throw new ArithmeticException("set later");
        test.Options.OnOpened = _ => throw new ArithmeticException("set later");
        test.Options.MissedHeartbeats = -1;

        await using var reader = new Collector<object>(ct => typed ? hub.ReadAllAsync(cancellationToken: ct).Select(message => message.Event!) : one.ReadAllAsync(ct));
        (await server.AnswerAsync("503 Unavailable")).RequestLine.ShouldStartWith("GET ");
        await test.PassRetryAsync();
        var second = await server.AcceptStreamAsync();
        second.Headers["X-A"].ShouldBe("before");
        second.Headers.ShouldNotContainKey("X-B");
        await second.SendAsync(": heartbeat=1000\nevent: halted\ndata: {\"symbol\":\"A\"}\n\n");
        await reader.NextAsync();
    }

    private static PropertyInfo[] Properties() => typeof(SseClientOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static bool Same(object? one, object? other) => one is IEnumerable a and not string && other is IEnumerable b ? a.Cast<object>().SequenceEqual(b.Cast<object>()) : Equals(one, other);

    private static object? Another(Type type, object? value) => value switch
    {
        int number => number + 1,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        SseUnreadablePolicy policy => policy == SseUnreadablePolicy.Raw ? SseUnreadablePolicy.Skip : SseUnreadablePolicy.Raw,
        HttpMethod => HttpMethod.Put,
        TimeProvider => new FakeTimeProvider(),
        Func<double> => () => 0.5,
        null when type == typeof(string) => "text",
        null when type == typeof(decimal?) => 1m,
        null when type == typeof(SseReconnect?) => SseReconnect.Never,
        null when type == typeof(TimeSpan?) => TimeSpan.FromSeconds(1),
        null when type == typeof(Func<HttpContent>) => () => new StringContent(""),
        null when type == typeof(Func<Exception, bool>) => (Exception _) => true,
        null when type == typeof(Func<HttpRequestMessage, CancellationToken, ValueTask>) => (HttpRequestMessage _, CancellationToken _) => default(ValueTask),
        null when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Action<>) =>
            typeof(CopiedOptionsTests).GetMethod(nameof(Nothing), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GenericTypeArguments).CreateDelegate(type),
        _ => throw new NotSupportedException($"The test knows no other {type}."),
    };

    private static void Nothing<T>(T _)
    {
    }
}
