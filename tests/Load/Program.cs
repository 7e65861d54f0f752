using FeatureFlag.Load;

// "bare" is this program as the baseline server; without it, it measures.
if (args is ["bare", var url])
{
    await BareKestrel.RunAsync(url);
    return 0;
}

if (args is ["streams", .. var clients])
{
    return await Streams.RunAsync(clients is [var number] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 1000);
}

if (args is ["events", .. var times])
{
    return await Events.RunAsync(times is [var seconds] ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 10);
}

var rounds = args is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 9;
return await Measurement.RunAsync(rounds);
