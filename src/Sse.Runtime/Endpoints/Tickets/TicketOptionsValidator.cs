using Microsoft.Extensions.Options;

namespace Sse;

internal sealed class TicketOptionsValidator : IValidateOptions<SseTicketOptions>
{
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestStream = TimeSpan.FromDays(365);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    public ValidateOptionsResult Validate(string? name, SseTicketOptions options)
    {
        var failures = new List<string>();
        Within(nameof(options.Lifetime), options.Lifetime, TimeSpan.FromSeconds(1), LongestLifetime);
        Within(nameof(options.CookieLifetime), options.CookieLifetime, Shortest, DisconnectedClaims.Longest);
        Within(nameof(options.StreamLifetime), options.StreamLifetime, Shortest, LongestStream);
        if (string.IsNullOrEmpty(options.Cookie.Name)) failures.Add($"{nameof(SseTicketOptions)}.Cookie has no name.");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

        void Within(string property, TimeSpan value, TimeSpan shortest, TimeSpan longest)
        {
            if (value < shortest || value > longest)
                failures.Add(FormattableString.Invariant($"{nameof(SseTicketOptions)}.{property} is {value:c}; it must be between {shortest:c} and {longest:c}."));
        }
    }
}
