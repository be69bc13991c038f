using Sse.Tool.Checks.Answers;
using Sse.Tool.Checks.Bytes;
using Sse.Tool.Checks.Connections;
using Sse.Tool.Checks.Flow;
using Sse.Tool.Checks.Requests;
using Sse.Tool.Checks.Resuming;

namespace Sse.Tool.Checks;

/// <summary>All checks, in the order of their ids.</summary>
internal static class CheckCatalogue
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new StatusCheck(), new ContentTypeCheck(), new CachingCheck(), new LengthCheck(), new EarlyHeadersCheck(), new ProxyHintCheck(), new UnaskedCodingCheck(), new RedirectCheck(),
        new Utf8Check(), new LinesCheck(), new FieldsCheck(), new IdValuesCheck(), new RetryValuesCheck(), new DispatchCheck(), new EndCheck(), new SizesCheck(),
        new WholeBlocksCheck(), new BurstsCheck(), new SilenceCheck(), new TriggerCheck(), new DirectCheck(),
        new IdsCheck(), new ResumeCheck(), new StrangeIdsCheck(),
        new HeadCheck(), new OptionsCheck(), new OtherMethodsCheck(), new AcceptCheck(),
        new CorsCheck(), new PreflightCheck(), new StrangeOriginCheck(),
        new CompressionCheck(), new Http2Check(), new ConnectionsCheck(),
    ];
}
