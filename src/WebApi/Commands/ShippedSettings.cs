using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace FeatureFlag.WebApi.Commands;

/// <summary>
/// The appsettings.json beside the executable. The framework reads the one in the working directory, so a program that is
/// started from elsewhere would log as if it had none: a line per request. All other sources stand above this one.
/// </summary>
internal static class ShippedSettings
{
    public static void AddTo(ConfigurationManager configuration) => configuration.Sources.Insert(0, new JsonConfigurationSource
    {
        FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
        Path = "appsettings.json",
        Optional = true,
    });
}
