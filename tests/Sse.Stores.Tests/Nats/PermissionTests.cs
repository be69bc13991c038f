using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using Sse.Nats;

namespace Sse.Tests.Nats;

/// <summary>The rights that the guide names, and none besides.</summary>
public sealed class PermissionTests
{
    private static readonly string[] Rights = File.ReadAllText(Repository.PathOf("docs/guide/nats.md"))
        .Split("A node needs these rights and no more:")[1].Split("```")[1]
        .Replace("MarketHub", "Least", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Settings => $$"""
        authorization {
          users: [
            { user: owner, password: owner }
            { user: node, password: node, permissions: {
                publish: [{{Listed(Rights.SkipWhile(word => word != "publish:").Skip(1).TakeWhile(word => word != "subscribe:"))}}]
                subscribe: [{{Listed(Rights.SkipWhile(word => word != "subscribe:").Skip(1))}}]
            } }
            { user: stranger, password: stranger, permissions: { publish: "other.>", subscribe: "_INBOX.>" } }
          ]
        }
        """;

    [Fact]
    public async Task A_node_needs_what_the_guide_says_and_no_more()
    {
        await using var servers = await NatsServers.StartAsync(settings: Settings);
        await using (var owner = Connect(servers, "owner")) await SseNats.CreateStreamsAsync(owner, "Least", 1, TestContext.Current.CancellationToken);
        await using var mayNode = Connect(servers, "node");
        var refused = new List<string>();
        mayNode.ConnectionDisconnected += (_, args) => { lock (refused) refused.Add(args.Message); return default; };

        await using var node = await Node.StartAsync(_ => Store(mayNode), options => options.Retention.MaxEvents = 100);
        for (var i = 1; i <= 1_000; i++)
        {
            node.Hub.Topic("t").Publish(new Tick(i));
            if (i % 100 == 0) await node.Hub.PublishAsync(new Tick(0)).Bounded();
        }
        node.Hub.Topic("u").Complete();
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        // Trimming has purged what has left.
        await using var asks = Connect(servers, "owner");
        var streams = new LogStreams(asks, new LogNames("Least"));
        for (var i = 0; (await streams.GetLogAsync(TestContext.Current.CancellationToken)).State.FirstSeq == 1; i++)
        {
            i.ShouldBeLessThan(1_000, "nothing is purged");
            await node.Hub.PublishAsync(new Tick(0)).Bounded();
        }
        await using var again = await Node.StartAsync(_ => Store(mayNode));
        (await again.ReadAsync("t", SseStart.Earliest)).Select(message => message.Event).ShouldContain(new Tick(1_000));
        node.Problem.ShouldBeNull();
        again.Problem.ShouldBeNull();
        refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_is_told_that_it_may_be_a_matter_of_rights()
    {
        await using var servers = await NatsServers.StartAsync(settings: Settings);
        await using var stranger = Connect(servers, "stranger");
        (await Should.ThrowAsync<SseStoreException>(() => Store(stranger).OpenAsync(TestContext.Current.CancellationToken).AsTask().Bounded())).Message.ShouldContain("right to ask");
    }

    private static string Listed(IEnumerable<string> subjects) => string.Join(", ", subjects.Select(subject => $"\"{subject}\""));

    private static NatsConnection Connect(NatsServers servers, string user) => new(new NatsOpts { Url = servers.Url, AuthOpts = new NatsAuthOpts { Username = user, Password = user } });

    private static NatsLogStore Store(NatsConnection connection) => new(connection, new LogNames("Least"), 100_000, TimeProvider.System, NullLogger.Instance);
}
