using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Sse.Tool.Commands;

/// <summary>What commands that talk to a server are told alike.</summary>
internal static class CommonOptions
{
    private const double LongestSeconds = 24 * 60 * 60;

    public static Argument<Uri?> Url() => new("url") { Description = "The address of an event stream.", CustomParser = argument => ReadUrl("The url", argument) };

    public static Option<Uri?> OptionalUrl(string name, string description) => new(name) { Description = description, CustomParser = argument => ReadUrl(name, argument) };

    public static Option<string[]> Headers()
    {
        var headers = new Option<string[]>("--header", "-H") { Description = "Send a header, 'Name: value'. May be given again." };
        headers.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf(':', StringComparison.Ordinal) < 1 || token.Value.ContainsAny('\r', '\n', '\0'))) result.AddError("A header looks like 'Name: value'.");
        });
        return headers;
    }

    public static Option<double> Seconds(string name, string description, double normal) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => normal,
        CustomParser = argument =>
        {
            if (double.TryParse(argument.Tokens.Single().Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestSeconds) return seconds;
            argument.AddError($"{name} takes a number of seconds above 0, up to a day.");
            return normal;
        },
    };

    /// <summary>A text that has to look like something.</summary>
    public static Option<string?> Text(string name, string description, Predicate<string> isValid, string wanted, string? normal = null) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => normal,
        CustomParser = argument =>
        {
            if (isValid(argument.Tokens.Single().Value)) return argument.Tokens.Single().Value;
            argument.AddError($"{name} {wanted}.");
            return normal;
        },
    };

    /// <summary>A whole number from 1; 0 where none is given and there is no normal one.</summary>
    public static Option<int> Number(string name, string description, int most, int normal = 0) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => normal,
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
            argument.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from 1 to {most}."));
            return normal;
        },
    };

    public static IReadOnlyList<(string Name, string Value)> Split(string[]? headers) => [.. (headers ?? []).Select(header =>
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        return (header[..colon].Trim(), header[(colon + 1)..].Trim());
    })];

    private static Uri? ReadUrl(string name, ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        argument.AddError($"{name} is an http or https address, such as http://localhost:5000/sse.");
        return null;
    }
}
